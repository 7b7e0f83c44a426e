/** Milliseconds of the processor that this process has had: what something takes, however busy the machine is. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
