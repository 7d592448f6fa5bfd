// Loaded before a program that a script runs (`--import`): when the script is gone, however it ended,
// the program is asked to stop as if by SIGTERM, so that nothing keeps a port or a data folder.
if (process.channel) {
  process.once('disconnect', () => {
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143);
  });
  process.channel.unref();
}
