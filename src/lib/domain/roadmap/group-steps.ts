import type { StepRecord } from '../sync/records';

/**
 * The steps of a plan as they are shown: those ahead by due date, without one last and then in the order given; those done
 * in that order. What was taken out of the plan is in neither. Criteria the order does not know come last.
 *
 * @param order criterion ids: the model's order, or what `orderSteps` makes of it
 * @example
 * groupSteps([{ ...a, due: null }, { ...b, due: '2027-01-31' }], ['a', 'b']).planned; // b, then a
 */
export function groupSteps<Step extends Pick<StepRecord, 'criterionId' | 'status' | 'due'>>(
  steps: readonly Step[],
  order: readonly string[]
): { planned: Step[]; done: Step[] } {
  const places = new Map(order.map((id, place) => [id, place]));
  const place = (step: Step) => places.get(step.criterionId) ?? order.length;
  const late = '9999-12-31';
  const inOrder = [...steps].sort((a, b) => place(a) - place(b));
  return {
    planned: inOrder
      .filter((step) => step.status === 'planned')
      .sort((a, b) => ((a.due ?? late) < (b.due ?? late) ? -1 : (a.due ?? late) > (b.due ?? late) ? 1 : 0)),
    done: inOrder.filter((step) => step.status === 'done')
  };
}
