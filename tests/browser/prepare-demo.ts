import { prepareDemo } from './fixtures';

/** Once, before the test files: those that run beside each other must not make it twice. */
export default function prepare(): void {
  prepareDemo();
}
