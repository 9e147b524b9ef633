export {loadCatalog} from './load';
