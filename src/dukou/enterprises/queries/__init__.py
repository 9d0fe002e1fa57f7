"""What other rooms may ask of the register. Every answer takes the viewer; `visibility` alone decides what is seen."""
