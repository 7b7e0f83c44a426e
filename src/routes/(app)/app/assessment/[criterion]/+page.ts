// one question at a time: no navigation around it
export const load = ({ params }) => ({ oneTask: true, criterion: params.criterion });
