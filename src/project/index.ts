export {readGit} from './git';
export {hashTree} from './hash';
export {projectId} from './identity';
export {readProject} from './read';
export {findRoot} from './root';
