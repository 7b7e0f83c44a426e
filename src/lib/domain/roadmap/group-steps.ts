import type { StepRecord } from '../sync/records';

/**
 * The steps of a plan as they are shown: those ahead by due date, without one last and then in the model's order; those
 * done in the model's order. What was taken out of the plan is in neither. Criteria the order does not know come last.
 *
 * @param order criterion ids in model order
 * @example
 * groupSteps([{ ...a, due: null }, { ...b, due: '2027-01-31' }], ['a', 'b']).planned; // b, then a
 */
export function groupSteps(
  steps: readonly StepRecord[],
  order: readonly string[]
): { planned: StepRecord[]; done: StepRecord[] } {
  const places = new Map(order.map((id, place) => [id, place]));
  const place = (step: StepRecord) => places.get(step.criterionId) ?? order.length;
  const late = '9999-12-31';
  const inOrder = [...steps].sort((a, b) => place(a) - place(b));
  return {
    planned: inOrder
      .filter((step) => step.status === 'planned')
      .sort((a, b) => ((a.due ?? late) < (b.due ?? late) ? -1 : (a.due ?? late) > (b.due ?? late) ? 1 : 0)),
    done: inOrder.filter((step) => step.status === 'done')
  };
}
