import type {Project} from '../model/project';

/** The project as its settings for production have it. */
export function shippedProject(project: Project): Project {
  if (project.production === null) return project;
  const {settings, ...facts} = project.production;
  return {...project, ...facts, django: {...project.django, settings}};
}
