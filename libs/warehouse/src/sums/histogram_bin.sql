-- The log-linear histogram of whole seconds (metrics.md, conventions): exact below 256, then 128 bins an octave (under 1 % error).
seconds -> if(seconds < 256, 0, toInt32(floor(log2(greatest(seconds, 1)))) - 7) AS octave,
seconds -> toInt32(128 * octave(seconds) + bitShiftRight(toUInt64(greatest(seconds, 0)), toUInt64(octave(seconds)))) AS histogram_bin
