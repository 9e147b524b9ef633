/** Development mounts the work tree; production runs the image as it ships. */
export type Mode = 'development' | 'production';
