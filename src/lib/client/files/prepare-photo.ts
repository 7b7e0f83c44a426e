import { MAX_PHOTO_BYTES, stripJpeg } from '$lib/domain/outreach/photo-metadata';

/** A whiteboard's writing can be read at this length of the longer side. */
const LONGEST = 2048;
/** From a good picture down to one that fits. */
const QUALITIES = [0.85, 0.7, 0.5];

/**
 * A photo made anew from its dots alone, smaller, as JPEG: what the camera wrote beside the picture, first of all where
 * it was taken, never leaves this function.
 *
 * @returns null where the browser cannot read it as a picture
 */
export async function preparePhoto(photo: Blob, name: string): Promise<File | null> {
  let picture: ImageBitmap;
  try {
    // turned as the camera says, since that is about to go
    picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext('2d');
  if (!paper) return null;
  // a JPEG has no see-through: it would be black
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    // Safari writes a little Exif of its own
    const bytes = blob && stripJpeg(new Uint8Array(await blob.arrayBuffer()));
    if (bytes && bytes.length <= MAX_PHOTO_BYTES) return new File([bytes], name, { type: 'image/jpeg' });
  }
  return null;
}
