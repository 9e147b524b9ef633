export {findEndpoint, isRemote, type Endpoint} from './connect';
export {observeContainers} from './containers';
export type {Context} from './context';
export {observe} from './observe';
export {perform} from './perform';
export {runAttached, run} from './process';
export {registryAnswers} from './registry';
