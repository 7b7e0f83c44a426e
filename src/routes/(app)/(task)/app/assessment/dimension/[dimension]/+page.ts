export const load = ({ params }) => ({ dimension: params.dimension });
