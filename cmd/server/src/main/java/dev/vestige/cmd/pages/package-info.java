/// The pages for operators: health, metrics, flags, diagnosis. Read [dev.vestige.cmd.pages.Pages]
/// first.
@NullMarked
package dev.vestige.cmd.pages;

import org.jspecify.annotations.NullMarked;
