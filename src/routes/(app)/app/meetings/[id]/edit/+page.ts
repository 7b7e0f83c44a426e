// The form brings its own bars, above and below.
export const load = () => ({ oneTask: true });
