export {configFiles, loadSettings} from './load';
