import { Bookmark, BookmarkEnd, BookmarkStart, type ParagraphChild } from 'docx';

/** Of a bookmark's name, in Word. */
const MOST = 40;

/** The library counts bookmarks through all documents it ever writes; ours have the number of their place. */
class PlacedBookmark extends Bookmark {
  constructor(
    private readonly place: { name: string; number: number },
    children: readonly ParagraphChild[]
  ) {
    super({ id: place.name, children });
  }

  override get writtenAs() {
    const { name, number } = this.place;
    return [new BookmarkStart(name, number), ...this.children, new BookmarkEnd(number)];
  }
}

/**
 * The bookmarks of a document: every block has one of its own, named and numbered by its place. Word processors take
 * letters, digits and low lines, and 40 of them.
 */
export class Anchors {
  private readonly places = new Map<string, { name: string; number: number }>();

  constructor(ids: readonly string[]) {
    for (const [i, id] of ids.entries()) {
      const tail = `_${i + 1}`;
      const name = `${id.replace(/\W/g, '_').slice(0, MOST - tail.length - 1)}${tail}`;
      this.places.set(id, { name: /^[A-Za-z]/.test(name) ? name : `b${name}`, number: i + 1 });
    }
  }

  /** Null where nothing stands under that id. */
  nameOf(id: string | undefined): string | null {
    return (id !== undefined && this.places.get(id)?.name) || null;
  }

  /** What the block begins with, with its bookmark around. */
  mark(id: string, children: readonly ParagraphChild[]): ParagraphChild[] {
    const place = this.places.get(id);
    if (!place) return [...children];
    return [new PlacedBookmark(place, children)];
  }

  /** The block's place, for what else needs a number of its own. */
  numberOf(id: string): number {
    return this.places.get(id)?.number ?? 0;
  }
}
