package dev.vestige.storage.engine;

import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.PartSummary;

/// A live part: the day it belongs to, what the manifest says of it, and its open reader.
record StoredPart(Day day, PartSummary summary, PartReader reader) {}
