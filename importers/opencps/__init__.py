"""Master data of OpenCPS, an open-source one-stop system: what each sheet says."""
