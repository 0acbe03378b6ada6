/** What contenders wrote, found and read by code that none of them writes with. */
package io.sluice.benchmark.table;
