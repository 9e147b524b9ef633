import type {EnvrcSettings} from '../model/settings';

/** How a file is evaluated where nobody asked for another way. */
export const usualEvaluation: EnvrcSettings = {evaluator: 'auto', sandbox: false};
