export {compareWithDirenv, type Comparison} from './comparison';
export {findEnvFile} from './find';
export {isSecret, mask} from './mask';
export {readEnv} from './read';
export {withDotenv} from './project-dotenv';
export {refuseTracked} from './tracked';
export {allow, deny, trustFiles} from './trust';
