/**
 * The id of the control for a field path, so that an error summary can link to it.
 *
 * @example fieldId('attendees.0.role') // 'f-attendees-0-role'
 */
export function fieldId(path: string): string {
  return `f-${path.replace(/[^\w-]+/g, '-')}`;
}
