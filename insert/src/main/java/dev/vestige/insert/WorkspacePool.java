package dev.vestige.insert;

import java.util.ArrayDeque;
import java.util.Deque;

/// Keeps idle workspaces for the next request: the warmest first, no more than a few, none that a
/// giant request has blown up. Thread-safe; a workspace belongs to its borrower until given back.
final class WorkspacePool {
  // Guarded by this.
  private final Deque<Workspace> idle = new ArrayDeque<>();
  private int lent;

  Workspace borrow() {
    Workspace warm;
    synchronized (this) {
      warm = idle.pollFirst();
      lent++;
    }
    return warm == null ? new Workspace() : warm;
  }

  void giveBack(Workspace workspace) {
    boolean isTooLarge = workspace.heldBytes() > Limits.IDLE_WORKSPACE_BYTES_MAX;
    synchronized (this) {
      lent--;
      if (!isTooLarge && idle.size() < Limits.IDLE_WORKSPACES_MAX) {
        idle.addFirst(workspace);
      }
    }
  }

  synchronized int lent() {
    return lent;
  }

  synchronized int idle() {
    return idle.size();
  }
}
