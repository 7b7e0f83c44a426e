const KEY = 'waymark-answer-keys';

/** Whether the number keys answer: single-key shortcuts can be turned off (WCAG 2.2, 2.1.4), and stay off. */
class AnswerKeys {
  on = $state(read());

  set(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // storage is blocked: the choice holds until the page closes
    }
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // storage is blocked: nothing was chosen
    return true;
  }
}

export const answerKeys = new AnswerKeys();
