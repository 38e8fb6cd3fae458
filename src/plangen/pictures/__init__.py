"""Pictures that are printed in both formats: checked, measured, and drawn as PNG where Word needs it."""
