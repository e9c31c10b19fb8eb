// Makes a photograph smaller before it is sent, when that helps. It loses the camera's data, the place too, on the way.

const LARGE = 700_000; // bytes; what is smaller goes as it is
const LONGEST = 2560; // pixels; pages show at most half of it
const SLIM = 2.1; // longer than a phone's screen is wide: a screenshot to be read, not looked at
const HELPS = 0.8; // of its bytes, at most, or the trouble was for nothing
const HEAD = 64;

// The file itself, or a smaller JPEG of it that stands upright. PNG stays: it is drawn, written or see-through.
export async function shrunk(file) {
  if (file.size < LARGE || !(await isStill(file))) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    if (Math.max(width, height) > SLIM * Math.min(width, height)) return file;
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.86));
    return smaller && smaller.size < HELPS * file.size ? smaller : file;
  } catch {
    return file; // a kind that this browser cannot read, or no memory for it: the server looks
  } finally {
    bitmap?.close();
  }
}

// Read from the first bytes, not from the name: a JPEG, or a WebP, AVIF or HEIC that says it has one picture.
async function isStill(file) {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const text = (from, to) => String.fromCharCode(...bytes.slice(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return true;
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return text(12, 16) !== "VP8X" || (bytes[20] & 0b10010) === 0;
  if (text(4, 8) !== "ftyp") return false;
  const brands = text(8, Math.min(HEAD, bytes[3]));
  return /avif|heic|heix|mif1/.test(brands) && !/avis|hevc|hevx|msf1/.test(brands);
}
