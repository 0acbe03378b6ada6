/** Log stores whose put-if-absent holds. */
package io.sluice.storage;
