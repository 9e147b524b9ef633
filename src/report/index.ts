export {errorJson, renderError} from './errors';
export {paintFor, type Paint} from './paint';
export {plainReporter} from './plain';
export {renderPlan} from './plan';
export {renderStatus, statusOf, type Status} from './status';
export {titleOf} from './titles';
export type {Reporter} from './reporter';
