/// Runs the examples of the documentation. Read [dev.vestige.it.docs.LogsQlExamplesTest] first.
@NullMarked
package dev.vestige.it.docs;

import org.jspecify.annotations.NullMarked;
