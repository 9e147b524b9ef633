export {findEnvFile} from './find';
export {isSecret, mask} from './mask';
export {readEnv} from './read';
export {refuseTracked} from './tracked';
export {allow, deny} from './trust';
