package dev.vestige.cmd.flags;

import java.util.List;

/// Flags that are read together, under one heading.
public record FlagGroup(String title, List<Flag<?>> flags) {}
