export interface Toast {
  id: string;
  message: string;
  undo?: () => void;
}

/** Short messages about what just happened, with an undo where there is one. */
class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 0;

  show(message: string, undo?: () => void): void {
    this.list = [...this.list, { id: `t${this.#next++}`, message, ...(undo && { undo }) }];
  }

  close(id: string): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
