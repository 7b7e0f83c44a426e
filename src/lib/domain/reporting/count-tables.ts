import { SIZE_CLASSES } from '../register/size-class';
import { MODES } from './packed-wave';

export { APART } from './counts/plan-answers';

/** Parts of classes, in the order they stand; classes are put together from them (`Strata`). */
export const SIZE_CELLS = [...SIZE_CLASSES.map(({ id }) => id), 'unknown'] as const;
export const GROUP_CELLS = ['A', 'B', 'C', 'unknown'] as const;
export const MODE_CELLS = MODES;
