import { customType } from 'drizzle-orm/sqlite-core';

/** A point in time: milliseconds since 1970 in the database, Date in the code. */
export const time = customType<{ data: Date; driverData: number }>({
  dataType: () => 'integer',
  fromDriver: (value) => new Date(Number(value)),
  toDriver: (value) => value.getTime()
});

/** JSON with a type. */
export function json<T>() {
  return customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => JSON.parse(value) as T,
    toDriver: (value) => JSON.stringify(value)
  })();
}
