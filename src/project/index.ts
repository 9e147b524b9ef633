export {readGit} from './git';
export {hashTree} from './hash';
export {findMentions} from './mentions';
export {projectId} from './identity';
export {readProject} from './read';
export {findRoot} from './root';
export {lastChange} from './git';
export {addition, removal, type Edit} from './edit';
export {addRequirement} from './edit/requirements';
