"""What the operator sees and turns: health, figures, logs, the watch over tasks, reading only, maintenance, safe migrations."""
