// A picture for those who have none at hand. It is drawn here, so nothing has to be sent or kept for it.

const SIZE = 256;

const DRAWINGS = [fish, mushroom];

/**
 * Draws one; each time another.
 *
 * @param {{drawings: number}} made how many there are; counts on
 * @returns {Promise<File>} a PNG
 */
export async function example(made) {
  const turn = made.drawings++;
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  pen.lineWidth = 5;
  pen.lineJoin = 'round';
  ground(pen, (200 + 70 * turn) % 360);
  DRAWINGS[turn % DRAWINGS.length](pen);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([blob], `drawing-${turn + 1}.png`, { type: 'image/png' });
}

function ground(pen, hue) {
  const sky = pen.createLinearGradient(0, 0, 0, SIZE);
  sky.addColorStop(0, `hsl(${hue} 45% 82%)`);
  sky.addColorStop(1, `hsl(${hue} 30% 66%)`);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, SIZE, SIZE);
  oval(pen, 128, 268, 190, 58, `hsl(${(hue + 150) % 360} 30% 55%)`);
}

function fish(pen) {
  oval(pen, 128, 226, 58, 9, 'rgb(0 0 0 / 25%)');
  pen.strokeStyle = '#173058';
  shape(pen, '#63cde0', [
    [84, 128],
    [34, 84],
    [48, 132],
    [34, 182],
  ]);
  shape(pen, '#63cde0', [
    [104, 70],
    [128, 30],
    [164, 72],
  ]);
  oval(pen, 138, 132, 72, 66, '#3f86dd', true);
  oval(pen, 132, 166, 44, 24, '#9cc9f2');
  shape(pen, '#63cde0', [
    [112, 140],
    [84, 172],
    [124, 172],
  ]);
  eye(pen, 174, 116);
  arc(pen, 186, 142, 14, 0.2, 1.4);
  oval(pen, 214, 60, 9, 9, 'rgb(255 255 255 / 70%)');
  oval(pen, 232, 40, 6, 6, 'rgb(255 255 255 / 70%)');
}

function mushroom(pen) {
  oval(pen, 128, 228, 62, 9, 'rgb(0 0 0 / 25%)');
  pen.strokeStyle = '#3a1d52';
  oval(pen, 104, 218, 18, 12, '#5b3585', true);
  oval(pen, 152, 218, 18, 12, '#5b3585', true);
  oval(pen, 128, 172, 42, 48, '#e0d3cc', true);
  pen.beginPath();
  pen.ellipse(128, 126, 100, 88, 0, Math.PI, 2 * Math.PI);
  pen.quadraticCurveTo(128, 160, 28, 126);
  pen.closePath();
  fill(pen, '#9256bd', true);
  [
    [96, 78, 18, 13],
    [150, 64, 14, 10],
    [176, 104, 15, 11],
    [64, 112, 12, 9],
  ].forEach((spot) => oval(pen, ...spot, '#f0c3ee'));
  eye(pen, 110, 172);
  eye(pen, 146, 172);
  arc(pen, 128, 186, 10, 0.4, 2.7);
}

function eye(pen, x, y) {
  oval(pen, x, y, 14, 16, '#ffffff', true);
  oval(pen, x + 1, y + 1, 8, 10, '#14181d');
  oval(pen, x - 3, y - 4, 3, 3, '#ffffff');
}

function oval(pen, x, y, width, height, colour, outlined = false) {
  pen.beginPath();
  pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
  fill(pen, colour, outlined);
}

function shape(pen, colour, points) {
  pen.beginPath();
  points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  fill(pen, colour, true);
}

function arc(pen, x, y, radius, from, to) {
  pen.beginPath();
  pen.arc(x, y, radius, from, to);
  pen.stroke();
}

function fill(pen, colour, outlined) {
  pen.fillStyle = colour;
  pen.fill();
  if (outlined) {
    pen.stroke();
  }
}
