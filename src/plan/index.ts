export {needsBases} from './bases';
export {ignoreText} from './dockerignore';
export type {Inputs} from './inputs';
export {planDown} from './down';
export {planUp} from './up';
export {variablesOf, missingVariables} from './variables';
