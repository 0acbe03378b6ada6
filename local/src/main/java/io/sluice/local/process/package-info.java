/** Child JVMs from classpaths that Maven resolved: started, watched, and ended with their parent. */
package io.sluice.local.process;
