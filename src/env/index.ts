export {findEnvFile} from './find';
export {isSecret, mask} from './mask';
export {readEnv} from './read';
export {allow, deny} from './trust';
