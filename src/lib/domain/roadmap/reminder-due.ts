/** A reminder goes out so many days before a due date. */
export const REMIND_DAYS = 7;
/** What has been overdue for longer is no news to anybody. */
const LATE_DAYS = 30;

interface Due {
  /** ISO date. */
  due: string | null;
  /** The last reminder that has gone out. */
  remindedFor: string | null;
}

/**
 * The reminder that is due for a step today, as `DATE soon` (in its last week) or `DATE late` (after its day); null where
 * there is none or it has gone out. Another due date has reminders of its own.
 *
 * @param today ISO date
 * @example
 * reminderDue({ due: '2027-01-31', remindedFor: null }, '2027-01-24') // '2027-01-31 soon'
 */
export function reminderDue({ due, remindedFor }: Due, today: string): string | null {
  if (!due || due > addDays(today, REMIND_DAYS) || due < addDays(today, -LATE_DAYS)) return null;
  const reminder = `${due} ${due < today ? 'late' : 'soon'}`;
  return reminder === remindedFor ? null : reminder;
}

/** @example addDays('2027-02-27', 2) // '2027-03-01' */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
