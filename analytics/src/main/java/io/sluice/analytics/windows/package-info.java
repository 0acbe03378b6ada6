/** {@code windowed-counts}: rows counted by windows of event time, in one go or as they come. */
package io.sluice.analytics.windows;
