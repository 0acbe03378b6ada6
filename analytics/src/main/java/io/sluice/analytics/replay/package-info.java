/** Puts dead letters back into the tables that did not take them: each once, whatever happens in between, and none is lost on the way. */
package io.sluice.analytics.replay;
