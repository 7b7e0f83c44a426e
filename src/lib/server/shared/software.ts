import project from '../../../../package.json';

/** The version of Waymark that runs. */
export const SOFTWARE = `waymark ${project.version}`;
