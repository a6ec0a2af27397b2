package dev.vestige.cmd.vtgen;

/// How the shops differ from an ordinary one.
///
/// @param shops how many there are
/// @param instances of each service
/// @param errors how many times as frequent errors are
/// @param slowness how many times as long everything takes
/// @param badClients share of traces with something odd in them
record ShopOptions(int shops, int instances, double errors, double slowness, double badClients) {
  static final ShopOptions ORDINARY = new ShopOptions(1, 2, 1, 1, 0);
}
