export const load = ({ params }) => ({ criterion: params.criterion });
