export {readGit} from './git';
export {hashTree} from './hash';
export {projectId} from './identity';
export {readProject, type ReadOptions} from './read';
export {findRoot, type Root} from './root';
