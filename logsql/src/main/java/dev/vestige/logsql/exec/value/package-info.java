/// What the execution of queries does to one value: UTF-8, words, phrases, orders, numbers to text,
/// tables of distinct values. Everything works on ranges of byte arrays and, unless it says
/// otherwise, allocates nothing. Read [dev.vestige.logsql.exec.value.PhraseMatcher] first.
@NullMarked
package dev.vestige.logsql.exec.value;

import org.jspecify.annotations.NullMarked;
