// The smaller build ships without its own declarations; what is used of it is the same as in the whole one.
declare module 'hls.js/light' {
  export { default, Events } from 'hls.js';
}
