import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Appends lines and returns once they are on the disk. A line that a crash left unfinished is ended first. */
export function appendDurably(file: string, lines: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'a+', 0o600);
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    const torn = size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    writeSync(fd, `${torn ? '\n' : ''}${lines.map((line) => `${line}\n`).join('')}`);
    fsyncSync(fd);
    if (size === 0) syncFolder(file);
  } finally {
    closeSync(fd);
  }
}

/** Makes a file that was not there, with this content, for this user alone. Throws where it is there. */
export function createDurably(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'wx', 0o600);
  try {
    writeSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  syncFolder(file);
}

/** The name of a new file is durable once its folder is. */
function syncFolder(file: string): void {
  const fd = openSync(dirname(file), 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
