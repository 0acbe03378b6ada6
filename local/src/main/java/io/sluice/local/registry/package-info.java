/** A schema registry of one's own. */
package io.sluice.local.registry;
