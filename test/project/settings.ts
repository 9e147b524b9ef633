import {defaults} from '../../src/config/defaults';
import type {Settings} from '../../src/model/settings';

/** What devenv.yaml says where it says nothing. */
export const plainSettings: Settings = {...defaults, files: []};
